/**
 * Generates the CRDs in {@code deploy/crds} and checks that the committed files are the generated ones.
 *
 * <p>It lives among the tests because the generator is needed only to build. Start reading at {@link CrdFiles}.
 */
@NullMarked
package io.xisuan.operator.crds;

import org.jspecify.annotations.NullMarked;
