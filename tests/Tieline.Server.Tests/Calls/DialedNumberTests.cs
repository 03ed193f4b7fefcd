using Tieline.Server.Calls;

namespace Tieline.Server.Tests.Calls;

public class DialedNumberTests
{
    [Theory]
    [InlineData("(202) 555-0143", "US", "+12025550143")]
    [InlineData("20 12 34 56", "DK", "+4520123456")]
    [InlineData("+45 20 12 34 56", "US", "+4520123456")]
    [InlineData("0045 20123456", "DK", "+4520123456")]
    [InlineData("tel:+12025550143", "DK", "+12025550143")]
    [InlineData("1-800-FLOWERS", "US", "+18003569377")]
    [InlineData("1102", "US", "1102")]
    [InlineData("*73", "US", "*73")]
    [InlineData("sip:bo.lind@nordlys.example", "US", "bo.lind@nordlys.example")]
    [InlineData("911", "US", "911")]
    [InlineData("112", "DK", "112")]
    [InlineData("1 1 2", "DK", "112")]
    [InlineData("555-0143", "US", "5550143")]
    [InlineData("8011102", "US", "8011102")]
    [InlineData("801 1102", "US", "8011102")]
    [InlineData("80111022", "US", "80111022")]
    [InlineData("2012345", "DK", "2012345")]
    [InlineData("2025550143", "US", "+12025550143")]
    public void A_number_is_read_in_the_agents_country(string text, string country, string dialled) =>
        Assert.Equal(new DialedNumber(dialled, null), DialedNumber.Read(text, country));

    [Theory]
    [InlineData("", CallSentences.NumberEmpty)]
    [InlineData("   ", CallSentences.NumberEmpty)]
    [InlineData("call me maybe", CallSentences.NumberNotUnderstood)]
    [InlineData("+12", CallSentences.NumberNotUnderstood)]
    [InlineData("+1 555 0143", CallSentences.NumberNotUnderstood)]
    [InlineData("555-FLOW", CallSentences.NumberNotUnderstood)]
    [InlineData("80111022334", CallSentences.NumberNotUnderstood)]
    [InlineData("a@b@c", CallSentences.NumberNotUnderstood)]
    [InlineData("+1202555014312025550143", CallSentences.NumberNotUnderstood)]
    public void What_is_no_number_is_told_why(string text, string problem) => Assert.Equal(new DialedNumber(null, problem), DialedNumber.Read(text, "US"));
}
