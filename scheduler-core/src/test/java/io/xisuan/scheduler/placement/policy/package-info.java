/** Tests of the placement policies: scores computed by hand. Start at {@code PublishedPoliciesTest}. */
@NullMarked
package io.xisuan.scheduler.placement.policy;

import org.jspecify.annotations.NullMarked;
