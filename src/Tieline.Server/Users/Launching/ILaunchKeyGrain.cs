using Tieline.Server.Audit;

namespace Tieline.Server.Users.Launching;

/// <summary>Looks after the launch key of one tenant; one at a time in the whole cluster. Its key is the tenant's id. Keys do not travel through it.</summary>
internal interface ILaunchKeyGrain : IGrainWithGuidKey
{
    /// <summary>Writes a key where none is or its time is over. Afterwards read <see cref="LaunchKeys.StateAsync"/>.</summary>
    Task TendAsync();

    /// <summary>Writes a new key now.</summary>
    /// <param name="who">As the trail names him.</param>
    /// <param name="isAtOnce">The key before is not taken any more.</param>
    Task RotateAsync(Actor who, bool isAtOnce);
}

internal sealed class LaunchKeyGrain(LaunchKeyRotation rotation) : Grain, ILaunchKeyGrain
{
    public Task TendAsync() => rotation.TendAsync(this.GetPrimaryKey(), null, isAtOnce: false, CancellationToken.None);

    public Task RotateAsync(Actor who, bool isAtOnce) => rotation.TendAsync(this.GetPrimaryKey(), who, isAtOnce, CancellationToken.None);
}
