package io.xisuan.operator.act;

/**
 * What a sweep found and removed.
 *
 * @param pods pods without a live intent that were deleted
 * @param services Services without a live intent that were deleted
 * @param files ConfigMaps with the files of gangs without a live intent that were deleted
 * @param answer done, or what went wrong first; the counts are then what was deleted before
 */
public record Swept(int pods, int services, int files, ActAnswer answer) {}
