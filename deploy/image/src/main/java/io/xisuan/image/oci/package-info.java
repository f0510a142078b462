/**
 * Images as files: layers of a folder, and an archive that container engines load, by the OCI image specification 1.1
 * and beside it the index of {@code docker save}. It knows neither Debian nor Java; start reading at
 * {@link io.xisuan.image.oci.ImageArchive}.
 */
@NullMarked
package io.xisuan.image.oci;

import org.jspecify.annotations.NullMarked;
