@NullMarked
package io.xisuan.scheduler.forecast;

import org.jspecify.annotations.NullMarked;
