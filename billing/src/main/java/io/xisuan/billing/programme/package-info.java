/**
 * Voucher programmes as their texts state them, and what one gives for one case.
 *
 * <p>A rule is given, none or unknown ({@link io.xisuan.billing.programme.Field}); evaluation is a pure function of a
 * version and the facts of a case, and refuses rather than guesses. Knows no programme by name, no balance, no clock and
 * no Kubernetes. Start reading at {@link io.xisuan.billing.programme.ProgrammeEvaluation}.
 */
@NullMarked
package io.xisuan.billing.programme;

import org.jspecify.annotations.NullMarked;
