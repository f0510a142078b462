@NullMarked
package io.xisuan.scheduler.series;

import org.jspecify.annotations.NullMarked;
