using Tieline.WebexSimulator.Tests.Harness;
using Tieline.WebexSimulator.Tests.Meetings;

namespace Tieline.WebexSimulator.Tests.Webhooks;

/// <summary>An identifier may be written with or without its padding, or as a bare uuid.</summary>
public class FiltersByIdentifier
{
    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}=")]
    [InlineData("{1}")]
    public async Task A_person_is_named_in_any_of_the_ways(string form)
    {
        await using var simulation = await Simulation.StartAsync();
        var id = simulation.Id("ann");
        var uuid = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(id.PadRight((id.Length + 3) / 4 * 4, '='))).Split('/')[^1];
        var named = Uri.EscapeDataString(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, id, uuid));
        await simulation.HearAsync("ann", "telephony_calls", filter: "personId=" + named);
        await simulation.ListenToMeetingsAsync("admin", "meetings", "created", "hostUserId=" + named, "org");
        await simulation.PlayAsync("manual");
        await simulation.ScheduleAsync();
        await simulation.ScheduleAsync(host: "carla");
        Assert.Equal("telephony_calls created, telephony_calls updated", await simulation.HeardAsync("ann"));
        Assert.Equal("meetings created", await simulation.HeardAsync("admin"));
    }

    [Fact]
    public async Task Another_person_is_not_meant()
    {
        await using var simulation = await Simulation.StartAsync();
        await simulation.HearAsync("ann", "telephony_calls", filter: "personId=" + simulation.Id("bo"));
        await simulation.PlayAsync("manual");
        Assert.Equal("", await simulation.HeardAsync("ann"));
    }
}
