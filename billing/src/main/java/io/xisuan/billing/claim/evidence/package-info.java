/**
 * What a claim is proved with: files by kind of proof, what a programme asks for and what is missing, and the one archive that goes to the
 * authority and can be checked by itself. It must not know where files are kept. Start reading at
 * {@link io.xisuan.billing.claim.evidence.ClaimArchive}.
 */
@NullMarked
package io.xisuan.billing.claim.evidence;

import org.jspecify.annotations.NullMarked;
