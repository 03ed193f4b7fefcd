using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Time;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.State;

/// <summary>Loads a state into a cloud beside the real one, at the same time of day, where nobody hears or misses anything.</summary>
internal static class Rehearsal
{
    /// <exception cref="JsonException">The state cannot be shown whole.</exception>
    public static void Play(SavedState state, WebexCloud real)
    {
        var services = real.Services;
        var clock = new SimulatedClock(services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SimulatedClock>>());
        clock.SetBack(real.Clock.Now);
        var road = new DeliveryRoad(services.GetRequiredService<IHttpClientFactory>(), clock);
        var cloud = new WebexCloud(clock, road, real.Options with { SeedStory = false }, services);
        cloud.Directory.KnownNumbers = real.Directory.KnownNumbers;
        try
        {
            state.Into(cloud);
            StateCheck.ShowAll(cloud);
        }
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
        {
            throw new JsonException(mistake.Message, mistake);
        }
    }
}
