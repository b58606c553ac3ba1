import type { Actor } from '../../platform/operation';
import { holdsAtRoot } from '../org/rules';

/**
 * The auditor of the body, and nobody else: who administers the system is not who looks over its history (三员分立,
 * GB/T 22239-2019 8.1.5: 系统管理, 审计管理 and 安全管理 are apart).
 */
export const mayAudit = (actor: Actor): boolean => holdsAtRoot(actor, 'auditor');
