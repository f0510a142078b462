/**
 * The custom resources of group {@code xisuan.io}, version {@code v1alpha1}, as the API server stores them.
 *
 * <p>The CRDs in {@code deploy/crds} are generated from these types, so every bound that the API server can enforce is an
 * annotation here. Money, prices, rates and durations are strings with a pattern: a JSON number is a double on its way
 * and a {@code Duration} would become a date. The types carry wishes and status only: they know nothing of the scheduler
 * and of billing ({@code translate} sees both sides), and they decide nothing. Start reading at {@link TrainingJob}.
 */
@NullMarked
package io.xisuan.operator.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
