package io.xisuan.cli.doctor;

/** How much a finding matters, from least to most. */
enum Severity {
    /** In order. */
    OK("正常", "ok"),
    /** Nothing is wrong; something could be better, or could not be looked at. */
    HINT("提示", "hint"),
    /** Something will go wrong, or goes wrong for some. */
    WARNING("警告", "warning"),
    /** Something does not work, or money could be at risk. */
    ERROR("错误", "error");

    private final String zh;
    private final String en;

    Severity(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    Words words() {
        return new Words(zh, en);
    }

    /** Whether the answer of the whole look is no when such a finding is left. */
    boolean isBad() {
        return switch (this) {
            case OK, HINT -> false;
            case WARNING, ERROR -> true;
        };
    }
}
