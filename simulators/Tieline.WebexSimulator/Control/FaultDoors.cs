using Tieline.WebexSimulator.Faults;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Control;

/// <summary>/control/faults.</summary>
internal sealed class FaultDoors(FaultBook faults)
{
    public void Map(ControlRoutes routes)
    {
        routes.Get("/faults", _ => new { faults = faults.All.Select(View), waiting = faults.Waiting });
        routes.Post("/faults", (_, body) => new { id = faults.Add(id => Fault.Read(body, id)).Id });
        routes.Delete("/faults", _ => new { removed = faults.Remove(null) });
        routes.Delete("/faults/{id}", http => faults.Remove((string)http.Request.RouteValues["id"]!) is > 0 and var removed
            ? new { removed }
            : throw WebexFailure.NotFound());
    }

    private static object View(Fault fault) => new
    {
        fault.Id,
        match = new { fault.Method, fault.Path },
        fault.Times,
        fault.Struck,
        fault = new { fault.Kind, fault.Status, fault.Seconds, fault.DelayMs, fault.RetryAfter, fault.TokenDies },
    };
}
