package io.xisuan.operator.metering.evidence;

/**
 * The pod that an exporter says a device belongs to. It may be wrong or old and is compared, never billed by.
 *
 * @param uid empty where the exporter does not tell
 */
public record PodOwner(String namespace, String name, String uid) {}
