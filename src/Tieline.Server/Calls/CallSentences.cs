namespace Tieline.Server.Calls;

/// <summary>Resource keys of the sentences with which call control answers; the softphone translates them.</summary>
public static class CallSentences
{
    public const string Done = "CallDone";
    public const string NotSignedIn = "CallNotSignedIn";
    public const string NoSuchCall = "CallNoSuchCall";
    public const string AlreadyEnded = "CallAlreadyEnded";
    public const string NotRinging = "CallNotRinging";
    public const string NotConnected = "CallNotConnected";
    public const string NotHeld = "CallNotHeld";
    public const string OwnDeviceRings = "CallOwnDeviceRings";
    public const string DeviceCannotMute = "CallDeviceCannotMute";
    public const string DeviceCannotAnswer = "CallDeviceCannotAnswer";
    public const string HeldByOther = "CallHeldByOther";
    public const string NeedsSecondCall = "CallNeedsSecondCall";
    public const string NumberEmpty = "CallNumberEmpty";
    public const string NumberNotUnderstood = "CallNumberNotUnderstood";
    public const string TonesNotUnderstood = "CallTonesNotUnderstood";
    public const string Refused = "CallRefusedByWebex";
    public const string NotAllowed = "CallNotAllowedByWebex";
    public const string TryAgain = "CallTryAgain";
    public const string Unsure = "CallUnsure";
}
