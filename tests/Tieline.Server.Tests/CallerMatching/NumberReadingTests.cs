using Tieline.Server.CallerMatching;

namespace Tieline.Server.Tests.CallerMatching;

public class NumberReadingTests
{
    [Theory]
    [InlineData("(202) 555-0143", "US", "+12025550143", null)]
    [InlineData("202.555.0143", "US", "+12025550143", null)]
    [InlineData("1-202-555-0143", "US", "+12025550143", null)]
    [InlineData("+1 (202) 555-0150 x204", "DK", "+12025550150", "204")]
    [InlineData("20 12 34 56", "DK", "+4520123456", null)]
    [InlineData("0045 20123456", "DK", "+4520123456", null)]
    [InlineData("+45 33 12 34 56 lokal 12", "DK", "+4533123456", "12")]
    [InlineData("030 901820", "DE", "+4930901820", null)]
    [InlineData("020 7946 0018", "GB", "+442079460018", null)]
    [InlineData("tel:+442079460018", "US", "+442079460018", null)]
    public void A_stored_number_is_read_in_its_country(string text, string country, string e164, string? extension)
    {
        var read = NumberReading.Read(text, country);
        Assert.Equal((e164, extension), (read?.E164, read?.Extension));
    }

    [Theory]
    [InlineData("1102")]
    [InlineData("x1102")]
    public void A_few_digits_are_an_extension(string text)
    {
        var read = NumberReading.Read(text, "US");
        Assert.NotNull(read);
        Assert.True(read.IsExtensionOnly);
        Assert.Equal("1102", read.National);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("call the front desk")]
    [InlineData("<script>alert(1)</script>")]
    public void What_is_no_number_is_not_read(string? text) => Assert.Null(NumberReading.Read(text, "US"));
}
