@NullMarked
package io.xisuan.operator.metering.report;

import org.jspecify.annotations.NullMarked;
