/**
 * Reads manifests from files as {@code kubectl apply} would take them, and checks them as the API server would.
 *
 * <p>Every error names its file, line and field. The schemas are those of {@code deploy/crds}, so a file that is read here
 * is accepted there; references between resources are checked too. It must not know the scheduler or billing beyond the
 * form of values: {@code translate} gives the resources their meaning. Start reading at {@link ManifestReader}.
 */
@NullMarked
package io.xisuan.operator.manifest;

import org.jspecify.annotations.NullMarked;
