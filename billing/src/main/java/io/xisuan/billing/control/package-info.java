/**
 * Who may do what with money, and what takes two people: roles, proposals, approvals. It must not know what an approved
 * proposal does, nor where it is stored. Start reading at {@link io.xisuan.billing.control.Rights}.
 */
@NullMarked
package io.xisuan.billing.control;

import org.jspecify.annotations.NullMarked;
