/**
 * The commands {@code tenant create}, {@code list}, {@code show}, {@code suspend}, {@code resume} and {@code remove}: a firm comes, is stopped,
 * goes on, and leaves with everything settled. It must not know prices. Start reading at {@link io.xisuan.cli.tenant.TenantCommand}.
 */
@NullMarked
package io.xisuan.cli.tenant;

import org.jspecify.annotations.NullMarked;
