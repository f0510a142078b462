/** Tests of the commands on tenants that need no cluster. */
@NullMarked
package io.xisuan.cli.tenant;

import org.jspecify.annotations.NullMarked;
