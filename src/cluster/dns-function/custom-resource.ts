/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
export interface CustomResourceRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  /** Where to send the answer, by PUT. */
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** From the answer to Create or to the last Update; absent in a Create. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: { readonly HostedZoneId?: string };
}

/**
 * Answers a request of CloudFormation.
 *
 * @param id the physical id. If the answer to an Update has a new one, CloudFormation deletes the old one.
 * @param failure why the request failed, in a sentence; without it, it succeeded.
 * @throws if CloudFormation does not accept the answer.
 */
export async function answer(request: CustomResourceRequest, id: string, failure?: string): Promise<void> {
  const response = await fetch(request.ResponseURL, {
    method: 'PUT',
    // The URL is signed for a request without a content type.
    headers: { 'content-type': '' },
    body: JSON.stringify({
      Status: failure ? 'FAILED' : 'SUCCESS',
      Reason: failure,
      PhysicalResourceId: id,
      StackId: request.StackId,
      RequestId: request.RequestId,
      LogicalResourceId: request.LogicalResourceId,
    }),
  });
  if (!response.ok) throw new Error(`CloudFormation answered ${response.status}`);
}
