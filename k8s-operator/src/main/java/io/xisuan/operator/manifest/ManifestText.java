package io.xisuan.operator.manifest;

/** The text of one manifest file, under the name that messages give it. */
public record ManifestText(String file, String text) {}
