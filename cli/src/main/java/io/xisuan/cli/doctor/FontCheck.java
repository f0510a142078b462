package io.xisuan.cli.doctor;

import io.xisuan.billing.rendering.FontLook;
import java.util.List;

/** Whether documents can be printed: the fonts are in the program, and have Chinese, rare characters of names among them. */
final class FontCheck {
    private static final String SAMPLE = "西算发票甘肃庆阳市䶮喆堃镕￥0123456789Aa（）";

    private FontCheck() {}

    static List<Finding> look() {
        try {
            List<String> missing = FontLook.missing(SAMPLE);
            return missing.isEmpty()
                    ? List.of(Finding.ok(
                            Area.FONTS, "Noto Sans SC", "中文与生僻字都能打印", "Chinese and rare characters can be printed"))
                    : List.of(broken("缺少字形 " + missing, "characters are missing: " + missing));
        } catch (IllegalStateException e) {
            return List.of(broken("程序里没有字体", "a font is not in the program: " + e.getMessage()));
        }
    }

    private static Finding broken(String zh, String en) {
        return Finding.of(
                Area.FONTS,
                Severity.ERROR,
                "Noto Sans SC",
                new Words(zh, en),
                new Words("发票 PDF 打印不出中文；程序包不完整", "invoices cannot be printed in Chinese; the program is not whole"),
                "./mvnw -q package");
    }
}
