/**
 * Evidence in files: hours of slots for restarts, hours of minutes for audits, each written whole and checked when it is read. It
 * decides nothing about what evidence means. Start at {@link io.xisuan.operator.metering.evidence.files.EvidenceFiles}.
 */
@NullMarked
package io.xisuan.operator.metering.evidence.files;

import org.jspecify.annotations.NullMarked;
