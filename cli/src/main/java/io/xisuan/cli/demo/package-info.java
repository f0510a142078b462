/**
 * The main job in one process: a month of five sites in virtual time, from manifests to subsidised invoices.
 *
 * <p>It is a world around the real parts: nodes that bind, start and end pods, an owner whose load comes first, and
 * exporters that write the texts real ones write. Planning, metering and billing are the product's own code and must not know that
 * the world is simulated; this package must not compute a price, a subsidy or a device-millisecond itself. Start reading at
 * {@code Demo}.
 */
@NullMarked
package io.xisuan.cli.demo;

import org.jspecify.annotations.NullMarked;
