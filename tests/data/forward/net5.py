import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.BatchNorm1d(1, eps=0.01)
        self.l1 = nn.Conv1d(1, 6, 3, stride=2, padding=0)
        self.l2 = nn.AvgPool1d(2, 2, padding=1, count_include_pad=False)
        self.l3 = nn.Upsample(scale_factor=2, mode='nearest')
        self.l4 = nn.ReflectionPad1d((1, 2))
        self.l5 = nn.AdaptiveMaxPool1d(1)
        self.l6 = nn.Flatten()
        self.l7 = nn.Linear(18, 6)
        self.l8 = nn.ReLU()
        self.l9 = nn.Linear(6, 4)
        self.l10 = nn.LogSoftmax(dim=-1)

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = F.silu(x1)
        x3 = self.l2(x2)
        x4 = self.l3(x3)
        x5 = F.leaky_relu(x4, 0.1)
        x6 = torch.cat([x4, x5], 1)
        x7 = torch.cat([x4, x6], 1)
        x8 = self.l4(x7)
        x9 = self.l5(x8)
        x10 = self.l6(x9)
        x11 = self.l7(x10)
        x12 = self.l8(x11)
        x13 = self.l9(x12)
        x14 = self.l10(x13)
        return x14
