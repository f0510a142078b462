/** Tests of the commands about metering, through the program's entry point. */
@NullMarked
package io.xisuan.cli.metering;

import org.jspecify.annotations.NullMarked;
