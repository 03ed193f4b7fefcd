using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Faults;
using Tieline.WebexSimulator.State;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/state: the whole cloud as one file, to be kept, and to be loaded again here or elsewhere; and how the simulator's own file fares.</summary>
internal sealed class StateDoors(WebexCloud cloud, StateFile file, FaultBook faults, string? path)
{
    public void Map(IEndpointRouteBuilder app, ControlRoutes routes)
    {
        routes.Get("/state", _ => SavedState.Of(cloud));
        routes.Get("/state/file", _ => new { path, trouble = file.Trouble });
        app.MapPut("/control/state", LoadAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private async Task<IResult> LoadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            cloud.Run(() => Load(body.ToArray()));
            return Results.Json(new { loaded = true });
        }
        catch (JsonException mistake)
        {
            return Results.Json(new { message = $"This is no state that GET /control/state gave, the cloud stays as it is: {mistake.Message}" }, statusCode: 400);
        }
    }

    private void Load(byte[] json)
    {
        Rehearsal.Play(StateCheck.Read(json), cloud);
        Put(StateCheck.Read(json));
    }

    private void Put(SavedState state)
    {
        var known = cloud.Directory.KnownNumbers;
        cloud.Clear();
        cloud.Clock.ForgetTimers();
        faults.ReleaseAll();
        cloud.Directory.KnownNumbers = known;
        state.Into(cloud);
        cloud.Changed();
    }
}
