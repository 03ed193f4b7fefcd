using Tieline.Server.CallerMatching;

namespace Tieline.Server.Tests.CallerMatching;

public class NumberReadingTests
{
    [Theory]
    // stored text, country of the record, E.164, extension
    [InlineData("+12025550143", "DK", "+12025550143", null)]
    [InlineData("(202) 555-0143", "US", "+12025550143", null)]
    [InlineData("202.555.0143", "US", "+12025550143", null)]
    [InlineData("1-202-555-0143", "US", "+12025550143", null)]
    [InlineData("12025550143", "US", "+12025550143", null)]
    [InlineData("+1 (202) 555-0150 x204", "US", "+12025550150", "204")]
    [InlineData("202-555-0150 ext. 204", "US", "+12025550150", "204")]
    [InlineData("202-555-0150;ext=204", "US", "+12025550150", "204")]
    [InlineData("+1 202 555 0150 #204", "US", "+12025550150", "204")]
    [InlineData("tel:+1-202-555-0143", "US", "+12025550143", null)]
    [InlineData("1-800-FLOWERS", "US", "+18003569377", null)]
    [InlineData("011 45 20 12 34 56", "US", "+4520123456", null)]
    [InlineData("20 12 34 56", "DK", "+4520123456", null)]
    [InlineData("20123456", "dk", "+4520123456", null)]
    [InlineData("+45 33 12 34 56", "US", "+4533123456", null)]
    [InlineData("0045 3312 3456", "DK", "+4533123456", null)]
    [InlineData("0045 3312 3456", "US", "+4533123456", null)]
    [InlineData("33 12 34 56 lokal 12", "DK", "+4533123456", "12")]
    [InlineData("020 7946 0958", "GB", "+442079460958", null)]
    [InlineData("+44 (0)20 7946 0958", "US", "+442079460958", null)]
    [InlineData("(030) 901820", "DE", "+4930901820", null)]
    [InlineData("+49 (0) 30 901820", "DE", "+4930901820", null)]
    [InlineData("030 901820 Durchwahl 55", "DE", "+4930901820", "55")]
    [InlineData("01 42 68 53 00", "FR", "+33142685300", null)]
    [InlineData("06 698 12345", "IT", "+390669812345", null)]
    [InlineData("08-463 35 00", "SE", "+4684633500", null)]
    [InlineData("22 00 25 00", "NO", "+4722002500", null)]
    [InlineData("044 668 18 00", "CH", "+41446681800", null)]
    [InlineData("03-1234-5678", "JP", "+81312345678", null)]
    [InlineData("(11) 2345-6789", "BR", "+551123456789", null)]
    [InlineData("02 9374 4000", "AU", "+61293744000", null)]
    [InlineData("098765 43210", "IN", "+919876543210", null)]
    [InlineData("8 (495) 123-45-67", "RU", "+74951234567", null)]
    [InlineData("55 1234 5678", "MX", "+525512345678", null)]
    public void A_number_is_read_however_it_is_written(string text, string country, string e164, string? extension)
    {
        var read = NumberReading.Read(text, country);
        Assert.Equal((e164, extension), (read?.E164, read?.Extension));
    }

    [Theory]
    [InlineData("1102", "1102")]
    [InlineData("x 204", "204")]
    [InlineData("204", "204")]
    public void Few_digits_are_an_extension(string text, string digits)
    {
        var read = NumberReading.Read(text, "US")!;
        Assert.True(read.IsExtensionOnly);
        Assert.Equal(digits, read.National);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("call reception")]
    [InlineData("n/a")]
    [InlineData("7")]
    [InlineData("+")]
    [InlineData("<script>alert(1)</script>")]
    public void What_holds_no_number_is_none(string? text) => Assert.Null(NumberReading.Read(text, "US"));

    [Fact]
    public void A_text_of_endless_digits_is_none() => Assert.Null(NumberReading.Read(new string('4', 5000), "US"));

    [Fact]
    public void The_same_digits_mean_another_number_in_another_country() =>
        Assert.NotEqual(NumberReading.Read("20 12 34 56", "DK")!.E164, NumberReading.Read("20 12 34 56", "SG")?.E164);

    [Theory]
    [InlineData("+12025550143", "US", "(202) 555-0143")]
    [InlineData("+12025550143", "DK", "+1 202-555-0143")]
    [InlineData("20123456", "DK", "20 12 34 56")]
    [InlineData("1102", "US", "1102")]
    public void A_number_is_shown_as_people_in_the_askers_country_write_it(string text, string country, string shown) =>
        Assert.Equal(shown, NumberReading.Shown(NumberReading.Read(text, country)!, text, country));
}
