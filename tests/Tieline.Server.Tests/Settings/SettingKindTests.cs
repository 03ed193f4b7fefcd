using Tieline.Server.Settings;

namespace Tieline.Server.Tests.Settings;

public class SettingKindTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData(" On ", "true")]
    [InlineData("no", "false")]
    [InlineData("1", null)]
    [InlineData("", null)]
    public void A_toggle_is_on_or_off(string given, string? canonical) => Assert.Equal(canonical, new Toggle().Canonical(given));

    [Theory]
    [InlineData("7", "7")]
    [InlineData(" 007 ", "7")]
    [InlineData("0", null)]
    [InlineData("31", null)]
    [InlineData("7.5", null)]
    [InlineData("99999999999", null)]
    public void A_number_lies_in_its_range(string given, string? canonical) => Assert.Equal(canonical, new WholeNumber(1, 30).Canonical(given));

    [Theory]
    [InlineData("lead,Contact", "Lead, Contact")]
    [InlineData("Contact, Contact", "Contact")]
    [InlineData("", "")]
    [InlineData("Contact, Dog", null)]
    public void A_list_holds_known_names_once_in_the_order_given(string given, string? canonical) => Assert.Equal(canonical, new SomeOf("Contact", "Lead").Canonical(given));

    [Theory]
    [InlineData("Contact.Phone, Call_Note__c.Number__c", "Contact.Phone, Call_Note__c.Number__c")]
    [InlineData("Contact.", null)]
    [InlineData("Contact; DROP", null)]
    public void A_list_of_any_names_takes_api_names_alone(string given, string? canonical) => Assert.Equal(canonical, new SomeOf().Canonical(given));

    [Theory]
    [InlineData("calling.callHistory")]
    [InlineData("calling.callHistory @ profile 00e5g000000AbCdAAK")]
    [InlineData("calling.callHistory @ user 0055g00000AbCdEAAV")]
    public void What_the_trail_says_can_be_read_back(string subject)
    {
        var (key, scope) = SettingSubject.Read(subject)!.Value;
        Assert.Equal(subject, SettingSubject.Write(key, scope));
    }

    [Theory]
    [InlineData("a @ group 1")]
    [InlineData("a @ user")]
    [InlineData("a @ b @ c")]
    public void What_the_trail_would_not_say_is_not_read(string subject) => Assert.Null(SettingSubject.Read(subject));
}
