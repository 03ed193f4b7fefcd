using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Tieline.Server.Softphone;

/// <summary>When a page's line was broken for a while, its calls are read again as soon as it is back.</summary>
internal sealed class DeskCircuit(AgentDesk desk) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => desk.CatchUpAsync();
}
