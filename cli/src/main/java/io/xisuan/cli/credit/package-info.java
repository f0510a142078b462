/** The commands `credit propose` and `credit list`: work that was lost, and what is credited for it. */
@NullMarked
package io.xisuan.cli.credit;

import org.jspecify.annotations.NullMarked;
