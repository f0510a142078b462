/** Tests of the commands about exporter texts. */
@NullMarked
package io.xisuan.cli.metrics;

import org.jspecify.annotations.NullMarked;
