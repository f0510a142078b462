/**
 * A second evaluator of voucher programmes, written from the page {@code docs/user/programmes.md} and the texts alone, so that an
 * error of reading or of arithmetic in the first one shows as a disagreement.
 *
 * <p>It reads the YAML of a definition as a tree and a case as words. It must not know a class of {@code billing.programme} nor the
 * numbers of the shared kernel; only the test that compares both sees both. Start reading at
 * {@link io.xisuan.operator.programmes.second.SecondEvaluator}.
 */
@NullMarked
package io.xisuan.operator.programmes.second;

import org.jspecify.annotations.NullMarked;
