/** Tests of what is remarkable in exporters' texts. */
@NullMarked
package io.xisuan.operator.metering.lint;

import org.jspecify.annotations.NullMarked;
