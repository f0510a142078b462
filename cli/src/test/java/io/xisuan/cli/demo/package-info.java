/** Facts about the main job, run as its user runs it. Start at {@code DemoTest}. */
@NullMarked
package io.xisuan.cli.demo;

import org.jspecify.annotations.NullMarked;
