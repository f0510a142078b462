/** Tests of the commands that a firm has for its jobs. */
@NullMarked
package io.xisuan.cli.job;

import org.jspecify.annotations.NullMarked;
