using Tieline.SalesforceSimulator.Bulk;

namespace Tieline.SalesforceSimulator.Tests.Bulk;

public sealed class CsvTextTests
{
    private static readonly CsvFormat Usual = new("LF", "COMMA");

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("\uFEFFa,b", "a|b")]
    [InlineData("a,b\nc,d\n", "a|b/c|d")]
    [InlineData("a,\n,b", "a|/|b")]
    [InlineData("a,", "a|")]
    [InlineData("\"a,b\",\"c\n\"\"d\"\"\"", "a,b|c\n\"d\"")]
    [InlineData("a\"b", "a\"b")]
    [InlineData("a\n\nb", "a/b")]
    public void Text_is_read_as_lines_of_fields(string text, string lines) =>
        Assert.Equal(lines, string.Join('/', CsvText.Read(text, Usual).Select(l => string.Join('|', l))));

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("\"a\"b")]
    [InlineData("\"a")]
    [InlineData("\"")]
    public void What_is_no_CSV_of_the_format_is_a_problem(string text) => Assert.Throws<DataProblem>(() => CsvText.Read(text, Usual));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var format = new CsvFormat("CRLF", "TAB");
        string[] fields = ["a", "", "\"", "b\tc", "d\r\ne"];
        Assert.Equal(fields, Assert.Single(CsvText.Read(CsvText.Line(fields, format), format)));
    }
}
