/**
 * The shell around the cores: custom resources, metering, acting.
 */
@NullMarked
package io.xisuan.operator;

import org.jspecify.annotations.NullMarked;
