using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Tieline.Server.Softphone;

/// <summary>While a page's line is down, another page of the agent pops; as soon as it is back, its calls are read again.</summary>
internal sealed class DeskCircuit(AgentDesk desk) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => desk.CatchUpAsync();

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => desk.CutOffAsync();
}
