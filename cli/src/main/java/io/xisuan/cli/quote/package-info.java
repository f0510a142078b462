/**
 * The commands {@code quote make}, {@code list} and {@code show}: what a job would cost at each site before it is submitted, in
 * Chinese or English. They must not hold or start anything. Start reading at {@link io.xisuan.cli.quote.MakeCommand}.
 */
@NullMarked
package io.xisuan.cli.quote;

import org.jspecify.annotations.NullMarked;
