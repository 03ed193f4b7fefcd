using Tieline.Server.Audit;

namespace Tieline.Server.Users.Launching;

/// <summary>Looks after the launch key of one tenant; one at a time in the whole cluster. Its key is the tenant's id. Keys do not travel through it.</summary>
internal interface ILaunchKeyGrain : IGrainWithGuidKey
{
    /// <summary>Writes a key where none is or its time is over. Afterwards read <see cref="LaunchKeys.StateAsync"/>.</summary>
    Task TendAsync();

    /// <summary>Writes a new key now.</summary>
    Task RotateAsync(Actor who);
}

internal sealed class LaunchKeyGrain(LaunchKeyRotation rotation) : Grain, ILaunchKeyGrain
{
    public Task TendAsync() => rotation.TendAsync(this.GetPrimaryKey(), null, CancellationToken.None);

    public Task RotateAsync(Actor who) => rotation.TendAsync(this.GetPrimaryKey(), who, CancellationToken.None);
}
