/**
 * What an image is made of, and under which licences: a bill of materials in CycloneDX form, and the rules that refuse a
 * licence nobody has looked at. Start reading at {@link io.xisuan.image.inventory.Component}.
 */
@NullMarked
package io.xisuan.image.inventory;

import org.jspecify.annotations.NullMarked;
