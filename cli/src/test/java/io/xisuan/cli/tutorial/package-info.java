/** The tutorials of {@code docs/tutorials}, played as a reader plays them. */
@NullMarked
package io.xisuan.cli.tutorial;

import org.jspecify.annotations.NullMarked;
