using Tieline.Server.Softphone;

namespace Tieline.Server.Tests.Softphone;

public sealed class PhoneTextTests
{
    [Theory]
    [InlineData("20123456", "DK", "+45 20 12 34 56 · DK")]
    [InlineData("+4520123456", "US", "+45 20 12 34 56 · DK")]
    [InlineData("(202) 555-0143", "US", "+1 202-555-0143 · US")]
    [InlineData("12", "US", null)]
    [InlineData("", "US", null)]
    [InlineData("tel", "US", null)]
    public void While_typing_the_number_is_shown_as_it_will_be_dialed(string typed, string country, string? hint) => Assert.Equal(hint, PhoneText.Hint(typed, country));

    [Theory]
    [InlineData("  tel:+1%20202-555-0143 \r\n", "+1 202-555-0143")]
    [InlineData("+45\t20 12", "+4520 12")]
    [InlineData(null, "")]
    public void A_pasted_number_is_cleaned(string? pasted, string clean) => Assert.Equal(clean, PhoneText.Cleaned(pasted));

    [Fact]
    public void A_pasted_page_is_cut() => Assert.Equal(80, PhoneText.Cleaned(new string('7', 5000)).Length);

    [Theory]
    [InlineData("Maria", true)]
    [InlineData("+1 202", false)]
    [InlineData("*55#", false)]
    public void Letters_make_it_a_name(string typed, bool isName) => Assert.Equal(isName, PhoneText.IsName(typed));

    [Theory]
    [InlineData("+12025550143", "US", "(202) 555-0143")]
    [InlineData("+12025550143", "DK", "+1 202-555-0143")]
    [InlineData("1104", "US", "1104")]
    [InlineData(null, "US", null)]
    public void A_number_is_written_as_usual_where_the_agent_is(string? raw, string country, string? shown) => Assert.Equal(shown, PhoneText.Shown(null, raw, country));
}
