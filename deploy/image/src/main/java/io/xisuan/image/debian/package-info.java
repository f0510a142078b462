/**
 * Debian packages as parts of an image: the pins in a lock file, a cache of the packages by their digest, and what a
 * package holds. It knows neither images nor Java; start reading at {@link io.xisuan.image.debian.Lock}.
 */
@NullMarked
package io.xisuan.image.debian;

import org.jspecify.annotations.NullMarked;
