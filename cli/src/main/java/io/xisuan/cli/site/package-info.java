/**
 * The commands {@code site list}, {@code show}, {@code stop-sell}, {@code resume} and {@code reclaim}: what sites have, and what their
 * owners want back. They read the store and leave wishes there; the leader answers. Start at {@link io.xisuan.cli.site.SiteCommand}.
 */
@NullMarked
package io.xisuan.cli.site;

import org.jspecify.annotations.NullMarked;
