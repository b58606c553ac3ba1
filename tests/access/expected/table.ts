import { tableOf } from '../support/table';

/**
 * What everybody gets, by row: six letters for a role: own, below, sibling, beside, led, other (support/seats.ts says what they
 * are), or one where the row is always about oneself; at last whoever is not signed in. The letters are those of
 * support/letters.ts: + seen or done, 0 as if it did not exist, x not permitted, s signed out, e exists already, ~ may ask and
 * one's own account or link says no. docs/access-matrix.md is made from this.
 */
export const expected = tableOf(`
| row                             leader    superv.   liaison   county    reporter  assessor  auditor   admin.    out
| org: the tree of units, people and posts
org.start                       +         +         +         +         +         +         +         +         +
org.me                          +         +         +         +         +         +         +         +         s
org.setLanguage                 +         +         +         +         +         +         +         +         s
org.units                       +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    s
org.saveUnit                    xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
org.tagUnits                    xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
org.people                      xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
org.invite                      xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
org.invite auditor              xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
org.addPost                     xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
org.removePost                  xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
org.handPost                    xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
org.importTemplate              x         +         x         x         x         x         x         +         s
org.importUnits                 x         +         x         x         x         x         x         +         s

| identity: accounts and how one comes in
identity.createBureau           x         x         x         x         x         x         x         x         x
identity.signIn                 ~         ~         ~         ~         ~         ~         ~         ~         ~
identity.signInCode             ~         ~         ~         ~         ~         ~         ~         ~         ~
identity.beginEnrolment         ~         ~         ~         ~         ~         ~         ~         ~         ~
identity.confirmEnrolment       ~         ~         ~         ~         ~         ~         ~         ~         ~
identity.enter                  ~         ~         ~         ~         ~         ~         ~         ~         ~
identity.signOut                +         +         +         +         +         +         +         +         +
identity.invitation             ++++++    ++++++    ++++++    ++++++    ++++++    ++++++    ++++++    ++++++    +
identity.acceptInvitation       +         +         +         +         +         +         +         +         +
identity.resetLink              ++++++    ++++++    ++++++    ++++++    ++++++    ++++++    ++++++    ++++++    +
identity.resetPassword          +         +         +         +         +         +         +         +         +
identity.mine                   +00000    +00000    +00000    +00000    +00000    +00000    +00000    +00000    s
identity.changePassword         +         +         +         +         +         +         +         +         s
identity.endSession             +00000    +00000    +00000    +00000    +00000    +00000    +00000    +00000    s
identity.endOtherSessions       +         +         +         +         +         +         +         +         s
identity.beginFactor            +         +         +         +         +         +         +         +         s
identity.confirmFactor          ~         ~         ~         ~         ~         ~         ~         ~         s
identity.renewRecoveryCodes     0         0         0         0         0         0         0         0         s
identity.removeFactor           0         0         0         0         0         0         0         0         s
identity.tokens                 +00000    +00000    +00000    +00000    +00000    +00000    +00000    +00000    s
identity.createToken            +         +         +         +         +         +         +         +         s
identity.revokeToken            +00000    +00000    +00000    +00000    +00000    +00000    +00000    ++0++0    s
identity.links                  +00000    +00000    +00000    +00000    +00000    +00000    +00000    +00000    s
identity.removeLink             +00000    +00000    +00000    +00000    +00000    +00000    +00000    ++0++0    s
identity.account                xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.links person           xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.setSignOnName          xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.makeResetLink          xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.disableAccount         xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.enableAccount          xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.resetFactor            xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.endSessionsOf          xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.allTokens              xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
identity.security               x         x         x         x         x         x         x         +         s
identity.saveSecurity           x         x         x         x         x         x         x         +         s

| audit
audit.list                      xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    xxxxxx    s
audit.verify                    x         x         x         x         x         x         +         x         s
audit.exportWorkbook            xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    xxxxxx    s

| plans
plans.list                      +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    xxxxxx    s
plans.list settling             ++0++0    ++0++0    000000    000000    000000    ++0++0    ++0++0    xxxxxx    s
plans.get                       +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    xxxxxx    s
plans.get settling              ++0++0    ++0++0    000000    000000    000000    ++0++0    ++0++0    xxxxxx    s
plans.get task                  ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
plans.paste                     x         +         x         x         x         x         x         x         s
plans.import                    xxxxxx    +0x000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
plans.correct                   xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
plans.undo                      xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
plans.redo                      xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
plans.adopt                     xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
plans.revise                    xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
plans.revise file               xxxxxx    +0x000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
plans.answerConflict            xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
plans.preview                   xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s

| tasks
tasks.list                      ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
tasks.list draft                ++0++0    ++0++0    000000    000000    000000    ++0++0    ++0++0    xxxxxx    s
tasks.list search               ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
tasks.groups                    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
tasks.get                       ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
tasks.get report                ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    xxxxxx    s
tasks.get instruction           ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    xxxxxx    s
tasks.get draft                 ++0++0    ++0++0    000000    000000    000000    ++0++0    ++0++0    xxxxxx    s
tasks.history                   ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
tasks.history report            ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    xxxxxx    s
tasks.history instruction       ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    xxxxxx    s
tasks.gantt                     ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
tasks.todo sign                 000000    000000    ++0000    ++0000    ++0000    000000    000000    xxxxxx    s
tasks.todo review               000000    ++0++0    000000    0+0000    000000    000000    000000    xxxxxx    s
tasks.exportWorkbook            ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
tasks.exportWorkbook report     ++0000    ++0000    ++0000    ++0000    ++0000    ++0000    ++0000    xxxxxx    s
tasks.exportDocument            ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
tasks.views                     +00000    +00000    +00000    +00000    +00000    +00000    +00000    xxxxxx    s
tasks.create                    xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
tasks.edit                      xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
tasks.assign                    xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
tasks.send                      xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
tasks.sign                      xxxxxx    xxxxxx    ++0xx0    ++0xx0    ++0xx0    xxxxxx    xxxxxx    xxxxxx    s
tasks.saveMilestone             xxxxxx    ++x++0    ++0x+0    ++0x+0    ++0x+0    xxxxxx    xxxxxx    xxxxxx    s
tasks.finishMilestone           xxxxxx    ++x++0    ++0x+0    ++0x+0    ++0x+0    xxxxxx    xxxxxx    xxxxxx    s
tasks.removeMilestone           xxxxxx    ++x++0    ++0x+0    ++0x+0    ++0x+0    xxxxxx    xxxxxx    xxxxxx    s
tasks.saveReport                xxxxxx    xxxxxx    ++0xx0    ++0xx0    ++0xx0    xxxxxx    xxxxxx    xxxxxx    s
tasks.submitReport              xxxxxx    xxxxxx    ++0xx0    ++0xx0    ++0xx0    xxxxxx    xxxxxx    xxxxxx    s
tasks.submitReport file         xxxxxx    xxxxxx    +00000    +00000    +00000    xxxxxx    xxxxxx    xxxxxx    s
tasks.reviewReport              xxxxxx    ++x++0    xxxxxx    x+00x0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
tasks.comment                   ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    xxxxxx    xxxxxx    s
tasks.comment instruction       ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
tasks.finish                    xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
tasks.saveView                  +         +         +         +         +         +         +         x         s
tasks.removeView                +00000    +00000    +00000    +00000    +00000    +00000    +00000    xxxxxx    s

| indicators: what is measured, targets and their split
indicators.list                 +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    s
indicators.definition           +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    s
indicators.figures              +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    s
indicators.dimensions           +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    s
indicators.checkFormula         +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    s
indicators.packs                +         +         +         +         +         +         +         +         s
indicators.exportPack           +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    s
indicators.save                 xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
indicators.saveFigure           xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
indicators.saveDimension        xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
indicators.link                 xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
indicators.importPack           x         +         x         x         x         x         x         x         s
indicators.importPackFile       x         +         x         x         x         x         x         x         s
indicators.target               ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
indicators.target value         ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    xxxxxx    s
indicators.targets              ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
indicators.targetReading        ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
indicators.targetReading part   ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    xxxxxx    s
indicators.reviseTarget         xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
indicators.allocations          ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    xxxxxx    s
indicators.allocation           ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    xxxxxx    s
indicators.draftAllocation      xxxxxx    ++x++0    +x0x+0    x+0xx0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
indicators.waiveAllocation      xxxxxx    ++x++0    +x00+0    x+00x0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
indicators.sendAllocation       xxxxxx    ++x++0    +x00+0    x+00x0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
indicators.signPart             xxxxxx    xxxxxx    +x00x0    +x00x0    +x00x0    xxxxxx    xxxxxx    xxxxxx    s
indicators.letter               ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s
indicators.letters              ++0++0    ++0++0    0+0000    0+0000    0+0000    ++0++0    ++0++0    xxxxxx    s

| reporting: forms, their windows, and what is filled in
reporting.forms                 +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    xxxxxx    s
reporting.form                  +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    xxxxxx    s
reporting.saveForm              xxxxxx    ++x++0    ++xxx0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.checkForm             xxxxxx    ++x++0    ++xxx0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.importForms           x         0         x         x         x         x         x         x         s
reporting.unitTags              x         +         x         x         x         x         x         +         s
reporting.windows               +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    xxxxxx    s
reporting.missing               ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s
reporting.openWindow            xxxxxx    ++x++0    ++xxx0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.setWindow             xxxxxx    ++x++0    ++xxx0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.exempt                xxxxxx    ++x++0    ++xxx0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.extend                xxxxxx    ++x++0    ++xxx0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.mine                  000000    000000    +00000    +00000    +00000    000000    000000    xxxxxx    s
reporting.entry                 ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s
reporting.entry draft           000000    000000    +00000    ++0000    +00000    000000    000000    xxxxxx    s
reporting.cellHistory           ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s
reporting.template              ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s
reporting.saveDraft             xxxxxx    xxxxxx    +x0000    ++0000    +x0000    xxxxxx    xxxxxx    xxxxxx    s
reporting.submit                xxxxxx    xxxxxx    +x0000    ++0000    +x0000    xxxxxx    xxxxxx    xxxxxx    s
reporting.comment               ++0++0    ++0++0    ++0000    ++0000    ++0000    xxxxxx    xxxxxx    xxxxxx    s
reporting.readWorkbook          xxxxxx    xxxxxx    +x0000    ++0000    +x0000    xxxxxx    xxxxxx    xxxxxx    s
reporting.countySheet           xxxxxx    xxxxxx    xx0000    ++0000    xx0000    xxxxxx    xxxxxx    xxxxxx    s
reporting.readCountySheet       xxxxxx    xxxxxx    xx0000    ++0000    xx0000    xxxxxx    xxxxxx    xxxxxx    s
reporting.burden                ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s

| reporting: review up the tree and across it, snapshots, reforms
reporting.toReview              xxxxxx    ++x++0    +00000    0+0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.toReview approved     xxxxxx    ++x++0    ++0000    000000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.exceptions            xxxxxx    xxxxx0    xx0000    ++0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.exceptions accept     xxxxxx    ++x++0    ++0000    xx0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.reviewOne             ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s
reporting.approve               xxxxxx    xxxxx0    xx0000    x+0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.accept                xxxxxx    ++x++0    ++0000    xx0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.remind                xxxxxx    ++x++0    ++0000    x+0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.return                xxxxxx    ++x++0    ++0000    x+0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.reopen                xxxxxx    ++x++0    ++0000    xx0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.across                xxxxxx    ++x++0    ++0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.acrossFigure          xxxxxx    ++x++0    ++0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.acrossMoves           xxxxxx    ++x++0    ++0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.acrossUnits           xxxxxx    ++x++0    ++0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.queries               ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s
reporting.query                 xxxxxx    ++x++0    ++0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.answerQuery           xx0xx0    xx0xx0    ++0000    ++0000    ++0000    xx0xx0    xx0xx0    xxxxxx    s
reporting.confirmCells          xxxxxx    ++x++0    ++0000    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.closePeriod           xxxxxx    ++x++0    ++xxx0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    s
reporting.snapshots             ++0++0    ++0++0    ++0000    ++0000    0+0000    ++0++0    ++0++0    xxxxxx    s
reporting.snapshot              ++0++0    ++0++0    ++0000    ++0000    0+0000    ++0++0    ++0++0    xxxxxx    s
reporting.previewReform         xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
reporting.moveUnit              xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
reporting.mergeUnits            xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
reporting.closeUnit             xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
reporting.closedUnits           xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
reporting.reopenUnit            xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s
reporting.checkSums             x         +         x         x         x         x         x         +         s

| analysis: what is reported, compared
analysis.board                  +++++0    +++++0    +++++0    +++++0    ++0000    +++++0    +++++0    xxxxxx    s
analysis.board submitted        000000    000000    ++0000    ++0000    ++0000    000000    000000    xxxxxx    s
analysis.series                 +++++0    +++++0    +++++0    +++++0    ++0000    +++++0    +++++0    xxxxxx    s
analysis.series submitted       000000    000000    ++0000    ++0000    ++0000    000000    000000    xxxxxx    s
analysis.breakdown              +++++0    +++++0    +++++0    +++++0    ++0000    +++++0    +++++0    xxxxxx    s
analysis.units                  ++0++0    ++0++0    ++0000    ++0000    0+0000    ++0++0    ++0++0    xxxxxx    s
analysis.missing                ++0++0    ++0++0    ++0000    ++0000    0+0000    ++0++0    ++0++0    xxxxxx    s
analysis.league                 +         +         +         +         x         +         +         x         s
analysis.exportBoard            +++++0    +++++0    +++++0    +++++0    ++0000    +++++0    +++++0    xxxxxx    s
analysis.exportSeries           +++++0    +++++0    +++++0    +++++0    ++0000    +++++0    +++++0    xxxxxx    s
analysis.exportLeague           +         +         +         +         x         +         +         x         s
analysis.map                    +         +         +         +         +         +         +         x         s
analysis.saveMap                x         +         x         x         x         x         x         x         s
analysis.publicFigures          +         +         +         +         +         +         +         +         +

| exchange: figures in and out
exchange.values                 ++0++0    ++0++0    ++0000    ++0000    ++0000    ++0++0    ++0++0    xxxxxx    s
exchange.writeValues            xxxxxx    ++x++0    +xxxx0    ++xxx0    +xxxx0    xxxxxx    xxxxxx    xxxxxx    s
exchange.importFile             xxxxxx    ++x++0    +xxxx0    ++xxx0    +xxxx0    xxxxxx    xxxxxx    xxxxxx    s
exchange.importFile loose       xxxxxx    +0x000    +00000    +00000    +00000    xxxxxx    xxxxxx    xxxxxx    s
exchange.imports                x         +         +         +         +         x         x         x         s
exchange.webhooks               x         +         x         x         x         x         x         x         s
exchange.saveWebhook            x         +         x         x         x         x         x         x         s
exchange.removeWebhook          x         0         x         x         x         x         x         x         s
exchange.deliveries             x         0         x         x         x         x         x         x         s

| overview
overview.get                    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
overview.search                 ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    ++0++0    xxxxxx    s
overview.search plan            ++0++0    ++0++0    000000    000000    000000    ++0++0    ++0++0    xxxxxx    s
overview.search unit            +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    xxxxxx    s
overview.waitingOn              xxxxxx    ++x++0    xxxxxx    xxxxxx    xxxxxx    xxxxxx    xxxxxx    ++x++0    s

| demonstration
demonstration.create            e         e         e         e         e         e         e         e         e

| files, which are addresses and no operations
files upload                    +         +         +         +         +         +         +         +         s
files content evidence          ++0++0    ++0++0    ++00+0    ++00+0    ++00+0    ++0++0    ++0++0    000000    s
files content loose             +00000    +00000    +00000    +00000    +00000    +00000    +00000    +00000    s
files content plan              +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    +++++0    000000    s
files content settling          ++0++0    ++0++0    000000    000000    000000    ++0++0    ++0++0    000000    s
`);
