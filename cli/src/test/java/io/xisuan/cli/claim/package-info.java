/** Tests of the commands on claims. */
@NullMarked
package io.xisuan.cli.claim;

import org.jspecify.annotations.NullMarked;
