/**
 * The program xisuan: commands for tenants, operations and finance.
 */
@NullMarked
package io.xisuan.cli;

import org.jspecify.annotations.NullMarked;
