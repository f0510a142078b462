/**
 * One run of what users run, made at build time, so that the Java machine can keep what it loaded and linked for every later start
 * (class-data archive, ahead-of-time cache). No command calls it. Start at {@link io.xisuan.cli.rehearsal.Rehearsal}.
 */
@NullMarked
package io.xisuan.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
